// Prints the path of a CometBFT of the right version. With --install it may build one into .tools/bin with Go: our launcher,
// or where that cannot be, the stock one. Needs the built package (npm run build), because the search itself is
// chain/src/node/comet.ts.
import { buildLauncher, findComet } from "../dist/node/comet.js";

const say = (text) => console.error(text);
const install = process.argv.includes("--install");
try {
  if (install) buildLauncher({ say });
  console.log(findComet({ install, say }));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
