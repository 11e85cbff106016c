import { StatusError } from "@dcm/client/comet";

/** Runs at most `active` tasks at once and lets at most `waiting` queue; the next one is refused at once. */
export class Limiter {
  private running = 0;
  private readonly queue: (() => void)[] = [];
  private readonly active: number;
  private readonly waiting: number;

  constructor(active: number, waiting: number) {
    this.active = active;
    this.waiting = waiting;
  }

  /** @throws StatusError UNAVAILABLE  when too many wait already */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.running < this.active) this.running++;
    else await this.turn();
    try {
      return await task();
    } finally {
      // The place passes straight to the next in the queue, so that nobody overtakes it.
      const next = this.queue.shift();
      if (next === undefined) this.running--;
      else next();
    }
  }

  private turn(): Promise<void> {
    if (this.queue.length >= this.waiting) {
      throw new StatusError("UNAVAILABLE", "too many requests are waiting, try again later");
    }
    return new Promise((resolve) => this.queue.push(resolve));
  }
}
