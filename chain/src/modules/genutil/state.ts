/** genutil remembers nothing: its transactions are in the genesis file and their effects in other modules. */
export {};
