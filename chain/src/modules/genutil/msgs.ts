/** genutil has no messages of its own. */
export const msgs = {};
