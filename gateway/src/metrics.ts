import { monitorEventLoopDelay } from "node:perf_hooks";
import type { FastifyInstance } from "fastify";
import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** Metrics of the gateway itself, at `/metrics`. Routes are told by their template, so that no address becomes a label. */
export function metricRoutes(server: FastifyInstance, streams: () => number): void {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: "dcm_gateway_requests_total",
    help: "Requests answered, by route and HTTP status.",
    labelNames: ["route", "status"],
    registers,
  });
  const seconds = new Histogram({
    name: "dcm_gateway_request_seconds",
    help: "Time until an answer was complete, by route.",
    labelNames: ["route"],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  server.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "none";
    requests.inc({ route, status: reply.statusCode });
    seconds.observe({ route }, reply.elapsedTime / 1_000);
  });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  const lag = monitorEventLoopDelay({ resolution: 20 });
  lag.enable();
  gauge("dcm_event_loop_lag_seconds", "The longest that the event loop was late since it was asked before.", () => {
    const longest = lag.max / 1e9;
    lag.reset();
    return longest;
  });
  gauge("dcm_heap_bytes", "JavaScript heap in use.", () => process.memoryUsage().heapUsed);
  gauge("dcm_gateway_event_streams", "Event streams that are open.", streams);
  server.addHook("onClose", async () => void lag.disable());
  server.get("/metrics", async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}
