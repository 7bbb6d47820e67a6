import assert from "node:assert/strict";
import { test } from "node:test";
import { topicsOf } from "./topics";

test("the lag of a topic is that of its partitions together", () => {
  const partition = (topic: string, partition: number, lag: number) => ({ topic, partition, end_offset: 9, committed_offset: 9 - lag, lag });
  const topics = topicsOf([partition("events", 0, 2), partition("events", 1, 3), partition("events.bulk", 0, 0)]);
  assert.deepEqual(topics.map(({ name, lag, partitions }) => [name, lag, partitions.length]), [["events", 5, 2], ["events.bulk", 0, 1]]);
});
