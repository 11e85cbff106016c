// Commits blocks into the state in the directory given, with the writer's crash point from the environment, and prints
// every height that is on the disk. Arguments: directory, blocks, records changed per block.
import { createHash } from "node:crypto";
import { openStore } from "../../../dist/store/disk.js";
import { createHasher } from "../../../dist/store/index.js";

const [, , dir, blocks, records] = process.argv;

const { store, writer, close } = await openStore({
  dir,
  chainId: "dcm-test-1",
  names: ["bank", "acc"],
  hasher: createHasher((bytes) => new Uint8Array(createHash("sha256").update(bytes).digest())),
  seed: 1,
  crashAt: process.env.DCM_CRASH_AT,
  onFailure: (error) => {
    throw error;
  },
});
for (const last = store.height + BigInt(blocks); store.height < last; ) {
  const height = store.height + 1n;
  const overlay = store.overlay();
  overlay.store("bank").set(Buffer.from("height"), Buffer.from(`${height}`));
  for (let i = 0; i < Number(records); i++) {
    overlay.store("acc").set(Buffer.from(`${i}`), Buffer.from(`${height * BigInt(i + 1)}`));
  }
  store.commit(overlay, height);
  await writer.push(store.takeWrites());
  process.stdout.write(`${writer.durableHeight}\n`);
}
await close();
