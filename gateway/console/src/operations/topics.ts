import type { Partition } from "../api/admin";

export type Topic = { name: string; lag: number; partitions: Partition[] };

/** The partitions by their topic, in the order in which they come. */
export function topicsOf(partitions: Partition[]): Topic[] {
  const names = [...new Set(partitions.map(({ topic }) => topic))];
  return names.map((name) => {
    const own = partitions.filter(({ topic }) => topic === name);
    return { name, lag: own.reduce((sum, { lag }) => sum + lag, 0), partitions: own };
  });
}
