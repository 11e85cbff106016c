/** vesting answers no queries: auth shows its accounts, bank what they can spend. */
export const queries = {};
