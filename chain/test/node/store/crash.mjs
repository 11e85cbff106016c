// Commits five blocks into the state in the directory given, with the writer's crash point from the environment.
import { createHash } from "node:crypto";
import { openStore } from "../../../dist/store/disk.js";
import { createHasher } from "../../../dist/store/index.js";

const { store, writer, close } = await openStore({
  dir: process.argv[2],
  chainId: "dcm-test-1",
  names: ["bank", "acc"],
  hasher: createHasher((bytes) => new Uint8Array(createHash("sha256").update(bytes).digest())),
  seed: 1,
  crashAt: process.env.DCM_CRASH_AT,
  onFailure: (error) => {
    throw error;
  },
});
for (let height = 1n; height <= 5n; height++) {
  const overlay = store.overlay();
  overlay.store("bank").set(Buffer.from("height"), Buffer.from(`${height}`));
  store.commit(overlay, height);
  await writer.push(store.takeWrites());
}
await close();
