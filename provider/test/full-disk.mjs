// Run by journal.test.ts under a limit of file sizes: keeps seats until the journal cannot grow, then something small.
import { openJournal } from "../dist/journal.js";

const journal = await openJournal(process.argv[2]);
const seat = (n) => ({ jobId: BigInt(n), slot: 0, drawnTime: 1n, cannotRun: "X".repeat(300) });
const kept = [];
let code;
for (let n = 1; code === undefined && n < 100; n++) {
  await journal.keep(seat(n)).then(
    () => kept.push(`${n}/0`),
    (error) => {
      code = error.code;
    },
  );
}
const { trouble } = journal;
journal.reach("9-9");
await journal.close();
const said = { code, trouble, later: journal.trouble ?? null, kept, seats: [...journal.seats.keys()] };
process.stdout.write(JSON.stringify(said));
