import type { AddressInfo } from "node:net";
import { createServer, connect as dial, type Socket } from "node:net";

/** A door between a program and a server: what goes through is not looked at. */
export interface Gate {
  readonly url: string;
  /** Lets everything through; so it is from the start. */
  open(): void;
  /** Breaks what is connected, and everything that connects. */
  shut(): void;
  /** Lets programs connect, and gives them no answer. */
  jam(): void;
  stop(): Promise<void>;
}

/** Starts a gate in front of a server's address. */
export async function startGate(target: string): Promise<Gate> {
  const { hostname: host, port } = new URL(target);
  const sockets = new Set<Socket>();
  let state: "open" | "shut" | "jammed" = "open";
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    // Broken connections are what a gate is for.
    socket.on("error", () => socket.destroy());
    socket.once("close", () => sockets.delete(socket));
  };
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((from) => {
    keep(from);
    if (state === "shut") return void from.destroy();
    if (state === "jammed") return void from.resume();
    const to = dial(Number(port), host);
    keep(to);
    from.pipe(to).pipe(from);
    from.once("close", () => to.destroy());
    to.once("close", () => from.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const enter = (next: typeof state): void => {
    state = next;
    breakAll();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: () => enter("open"),
    shut: () => enter("shut"),
    jam: () => enter("jammed"),
    stop: async () => {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
