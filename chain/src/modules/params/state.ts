/** params remembers nothing: every module keeps its own parameters. */
export {};
