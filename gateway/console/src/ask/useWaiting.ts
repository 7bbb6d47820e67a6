import { useEffect, useState } from "preact/hooks";

/** The seconds that are left of so many, counted down. */
export function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    setLeft(seconds);
    const ticking = setInterval(() => {
      const rest = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setLeft(rest);
      if (rest === 0) clearInterval(ticking);
    }, 250);
    return () => clearInterval(ticking);
  }, [seconds]);
  return left;
}
