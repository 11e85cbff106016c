/** Every example with its language and compiler flags. */
export const examples: Readonly<Record<string, { readonly language: string; readonly flags: readonly string[] }>>;

/** The names of the examples that can be built wherever npm and Go are. */
export const everywhere: readonly string[];

/** Compiles one example and returns the program. */
export function compile(name: string): Buffer<ArrayBuffer>;

/** The committed program. */
export function committed(name: string): Buffer<ArrayBuffer>;
