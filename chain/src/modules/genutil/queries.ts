/** genutil answers no queries. */
export const queries = {};
