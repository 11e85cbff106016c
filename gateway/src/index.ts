export { createServer, type GatewayOptions } from "./server.js";
