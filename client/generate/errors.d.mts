/** The text of `src/gen/errors.ts`, from the chain's error tables. */
export function generateErrors(): string;
