// Prints the path of a CometBFT of the right version. With --install it may build one into .tools/bin with Go.
// Needs the built package (npm run build), because the search itself is chain/src/node/comet.ts.
import { findComet } from "../dist/node/comet.js";

try {
  console.log(findComet({ install: process.argv.includes("--install"), say: (text) => console.error(text) }));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
