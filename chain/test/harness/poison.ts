const POISONED = [
  ...["Date", "setTimeout", "setInterval", "setImmediate", "queueMicrotask", "performance"],
  ...["Intl", "WeakRef", "FinalizationRegistry", "Atomics", "SharedArrayBuffer", "fetch"],
] as const;

/** Runs `block` while clocks, timers and randomness throw: nothing of the core may need them. */
export function poisoned<T>(block: () => T): T {
  const scope = globalThis as unknown as Record<string, unknown>;
  const saved = POISONED.map((name) => [name, scope[name]] as const);
  const random = Math.random;
  for (const name of POISONED) scope[name] = forbidden(name);
  Math.random = forbidden("Math.random") as unknown as () => number;
  try {
    return block();
  } finally {
    for (const [name, value] of saved) scope[name] = value;
    Math.random = random;
  }
}

function forbidden(name: string): unknown {
  const refuse = () => {
    throw new Error(`${name} was used while a block executed`);
  };
  // Any target that can be called and constructed.
  return new Proxy(Object, { get: refuse, construct: refuse, apply: refuse });
}
