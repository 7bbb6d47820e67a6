// A line to the gateway that can be cut.
import { connect, createServer } from "node:net";

export async function proxyTo(address) {
  const { hostname, port } = new URL(address);
  const open = new Set();
  let isCut = false;
  const server = createServer((inward) => {
    if (isCut) return inward.destroy();
    const outward = connect(Number(port), hostname);
    for (const [one, other] of [[inward, outward], [outward, inward]]) {
      open.add(one);
      one.on("error", () => {});
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => open.forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** What is under way breaks off; new calls come through unless it `stays`. */
    cut({ stays = false } = {}) {
      isCut = stays;
      cut();
    },
    mend: () => (isCut = false),
    close() {
      server.close();
      cut();
    },
  };
}
