import { useEffect, useRef } from "preact/hooks";

/** How near the end somebody must be for the page to stay with the words as they come, in pixels. */
const NEAR = 80;

/**
 * Keeps the end of the conversation in sight while what it is put on grows, unless who reads has gone up.
 * A new turn brings the end back.
 */
export function useFollow(turns: number) {
  const growing = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  useEffect(() => {
    const page = document.documentElement;
    const onScroll = () => (following.current = page.scrollHeight - innerHeight - page.scrollTop < NEAR);
    const sizes = new ResizeObserver(() => following.current && scrollTo(0, page.scrollHeight));
    addEventListener("scroll", onScroll, { passive: true });
    sizes.observe(growing.current!);
    return () => {
      removeEventListener("scroll", onScroll);
      sizes.disconnect();
    };
  }, []);
  useEffect(() => {
    following.current = true;
  }, [turns]);
  return growing;
}
