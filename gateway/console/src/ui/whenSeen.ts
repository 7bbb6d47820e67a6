/** Does it after so many seconds, but not before somebody sees the page; what is given back calls it off. */
export function whenSeen(seconds: number, act: () => void): () => void {
  function onSeen() {
    if (document.hidden) return;
    stop();
    act();
  }
  function stop() {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onSeen);
  }
  const timer = setTimeout(() => {
    document.addEventListener("visibilitychange", onSeen);
    onSeen();
  }, seconds * 1000);
  return stop;
}
