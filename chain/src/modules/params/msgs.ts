/** params has no messages: every module has one for its own parameters. */
export const msgs = {};
