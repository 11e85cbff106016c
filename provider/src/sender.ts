import { type Client, DcmError, deadline, type Message, type SendOptions } from "@dcm/client";
import { Query as JobQuery } from "@dcm/proto/gen/dcm/job/v1";
import { orMissing } from "./connection.js";
import { crashPoint } from "./crash.js";
import { tell, textOf } from "./failure.js";
import { isRoutine, type Outbox, openOutbox } from "./outbox.js";

/** Then it is signed anew if the chain still calls for it: windows are as short as 10 s, and broadcasts get lost. */
const INCLUSION_MS = 4_000;
/** What is in no block by then is handed to the node again: it may have forgotten it. */
const REMIND_MS = 700;
/** The account's other messages wait while a node is asked to take one; reminding goes on beside them. */
const HANDOVERS = 3;
/** A send that hangs, wherever it does, is begun anew. */
const SEND_MS = 8_000;
/** A node indexes a transaction a little later than it executes it. */
const INDEXED_MS = 1_000;

/** The outbox over the client. */
export interface Sender extends Outbox {
  /** Whether this run signed an acceptance of a seat. */
  hasAccepted(seat: string): boolean;
  /** Forgets what it knows of all seats but these. */
  keepOnly(seats: ReadonlySet<string>): void;
}

export interface SenderOptions {
  readonly client: Client;
  readonly signal: AbortSignal;
  /** Told when there is reason to look at the chain. */
  onEnd(): void;
  /** Told of a seat that is accepted by a transaction which this run did not sign. */
  onStranger(seat: string): void;
}

export function openSender({ client, signal, onEnd, onStranger }: SenderOptions): Sender {
  /** Hashes of acceptances by seat. */
  const accepts = new Map<string, string[]>();
  const told = new Map<string, string>();
  const send = (message: Message, key: string, onHandedOver: () => void): Promise<unknown> => {
    const limit = deadline(SEND_MS, signal);
    const options: SendOptions = {
      timeoutMs: INCLUSION_MS,
      remindMs: REMIND_MS,
      handovers: HANDOVERS,
      onHash: (hash) => {
        const seat = acceptedIn(key);
        if (seat !== undefined) accepts.set(seat, [...(accepts.get(seat) ?? []), hash]);
      },
      onHandedOver: () => {
        if (key.startsWith("accept")) crashPoint("agent-accepting");
        if (key.startsWith("commit")) crashPoint("agent-committing");
        if (key.startsWith("reveal")) crashPoint("agent-revealing");
        onHandedOver();
      },
      signal: limit.signal,
    };
    return client.tx.send([message], options).finally(limit.clear);
  };
  /** The seat waits for no acceptance: it came too late, or there was one, by one of our transactions or by another. */
  const askWhose = async (seat: string): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, INDEXED_MS));
    const [id = "0", index] = seat.split("/");
    const found = await orMissing(client.query(JobQuery).Job({ id: BigInt(id) }));
    const slot = found?.job.slots.find((each) => String(each.index) === index);
    if (!slot || slot.acceptedAt === 0n) return;
    const ours = await Promise.all((accepts.get(seat) ?? []).map((hash) => client.tx.get(hash)));
    if (!ours.some((tx) => tx?.code === 0)) onStranger(seat);
  };
  const outbox = openOutbox({
    send,
    onEnd: (key, error) => {
      const seat = acceptedIn(key);
      if (error === undefined) {
        if (key.startsWith("reveal")) crashPoint("agent-revealed");
        told.delete(key);
      } else if (seat !== undefined && isTaken(error)) {
        askWhose(seat).catch((cause: unknown) => tell(`${key}: ${textOf(cause)}`));
      } else if (!isRoutine(error) && !signal.aborted && told.get(key) !== textOf(error)) {
        // What fails again in the same way is told once.
        told.set(key, textOf(error));
        tell(`${key}: ${textOf(error)}`);
      }
      onEnd();
    },
  });
  return {
    ...outbox,
    hasAccepted: (seat) => accepts.has(seat),
    keepOnly: (seats) => {
      for (const seat of accepts.keys()) if (!seats.has(seat)) accepts.delete(seat);
    },
    want: (wanted, askedAt) => {
      const keys = new Set(wanted.map(({ key }) => key));
      for (const key of told.keys()) if (!keys.has(key)) told.delete(key);
      outbox.want(wanted, askedAt);
    },
  };
}

/** The seat that a need accepts. */
function acceptedIn(key: string): string | undefined {
  const [kind, seat] = key.split(" ");
  return kind === "accept" ? seat : undefined;
}

function isTaken(error: unknown): boolean {
  return error instanceof DcmError && error.abci?.codespace === "job" && error.code === "JOB_WRONG_SLOT_STATE";
}
