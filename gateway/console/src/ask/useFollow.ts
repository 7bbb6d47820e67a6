import { useEffect, useRef } from "preact/hooks";

/** How near the end somebody must be for the page to stay with the words as they come, in pixels. */
const NEAR = 80;

/**
 * Keeps the end of the conversation in sight while what it is put on grows, unless who reads has gone up.
 * A new turn brings the end back.
 */
export function useFollow(turns: number) {
  const growing = useRef<HTMLElement>(null);
  const following = useRef(false);
  useEffect(() => {
    const page = document.documentElement;
    let top = page.scrollTop;
    // What grows takes the end away as well: only who goes up wants to stay there.
    const onScroll = () => {
      const isNear = page.scrollHeight - innerHeight - page.scrollTop < NEAR;
      if (isNear || page.scrollTop < top) following.current = isNear;
      top = page.scrollTop;
    };
    const sizes = new ResizeObserver(() => following.current && scrollTo(0, page.scrollHeight));
    addEventListener("scroll", onScroll, { passive: true });
    sizes.observe(growing.current!);
    return () => {
      removeEventListener("scroll", onScroll);
      sizes.disconnect();
    };
  }, []);
  useEffect(() => {
    following.current = turns > 0;
  }, [turns]);
  return growing;
}
