/** vesting remembers nothing: the accounts that it makes are auth's. */
export {};
