/** Where an account stands: what the next signature must say. */
export interface AccountState {
  readonly accountNumber: bigint;
  readonly sequence: bigint;
}

/** One account's turn at sending. */
export interface Lane {
  /** The state to sign with: what is remembered, else what the chain says. */
  current(): Promise<AccountState>;
  /** The sequence was used: the next one is one higher, before any block says so. */
  advance(): void;
  /** The node said which sequence it wants. */
  expect(sequence: bigint): void;
  /** Nothing remembered holds: ask the chain next time. */
  forget(): void;
}

/** Runs work while nobody else sends for the account; across processes when it takes a file lock, say. */
export type SequenceLock = <T>(address: string, work: () => Promise<T>) => Promise<T>;

/** Hands out turns, one account after the other in order of asking; different accounts do not wait for each other. */
export interface Sequences {
  inTurn<T>(address: string, work: (lane: Lane) => Promise<T>): Promise<T>;
}

/**
 * Makes a sequence manager. Transactions of one account are signed and handed over one after the other, so that they reach the
 * node in the order of their sequences, while nobody waits for blocks in between.
 *
 * @param load  asks the chain for an account's state
 * @param lock  held during a turn; by default only this process is kept in order
 * @returns the manager; keep one per connection
 * @example
 * const lanes = sequences(async () => ({ accountNumber: 1n, sequence: 5n }));
 * await lanes.inTurn(fromAddress, async (lane) => (await lane.current()).sequence); // 5n
 */
export function sequences(load: (address: string) => Promise<AccountState>, lock: SequenceLock = unlocked): Sequences {
  const known = new Map<string, AccountState>();
  const tails = new Map<string, Promise<unknown>>();

  const laneOf = (address: string): Lane => ({
    current: async () => {
      const state = known.get(address) ?? (await load(address));
      known.set(address, state);
      return state;
    },
    advance: () => change((state) => ({ ...state, sequence: state.sequence + 1n }), address),
    expect: (sequence) => change((state) => ({ ...state, sequence }), address),
    forget: () => void known.delete(address),
  });
  const change = (next: (state: AccountState) => AccountState, address: string) => {
    const state = known.get(address);
    if (state) known.set(address, next(state));
  };

  return {
    inTurn: (address, work) => {
      const before = tails.get(address) ?? Promise.resolve();
      const turn = before.then(() => lock(address, () => work(laneOf(address))));
      // A failed turn must not fail the next one; its own caller gets the error from `turn`.
      const tail = turn.then(done, done);
      tails.set(address, tail);
      return turn;
    },
  };
}

function unlocked<T>(_address: string, work: () => Promise<T>): Promise<T> {
  return work();
}

function done(): void {
  // Only the order matters here.
}
