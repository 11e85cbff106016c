/** Where the generated file stands. */
export const hasherFile: string;

/** The text of the TypeScript file that carries the compiled hasher. */
export function hasherModule(): Promise<string>;
