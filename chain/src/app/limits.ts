/** Bounds that only this node feels; those of consensus lie in module parameters or are marked. */

/** Gas that one query may use before it is refused: bounds the time that a full-list query holds the main thread. */
export const QUERY_GAS = 50_000_000n;
/** Heights back that take as much of that budget as reading the last height: each read looks through the blocks since. */
export const QUERY_DEPTH = 8n;
/** Bytes of keys and values that one query for a part of a store answers. */
export const SUBSPACE_BYTES = 1 << 20;
/** Gas that a simulation may use, for the same reason: its transaction pays nothing. */
export const SIMULATION_GAS = 200_000_000;
/** Decoded transactions and verdicts remembered between CheckTx and FinalizeBlock. */
export const CACHED_TXS = 20_000;
/** Bytes of transactions remembered together with them. */
export const CACHED_TX_BYTES = 64 * 1024 * 1024;
/** CONSENSUS. Levels of multi-signature keys inside each other (x/auth/ante, flattenSignatures). */
export const MULTISIG_DEPTH = 2;
/** CONSENSUS. Signatures of one multi-signature (x/auth/ante, flattenSignatures). */
export const MULTISIG_BREADTH = 32;
/** CONSENSUS. [G7] the most that market time moves in one block, milliseconds. */
export const TICK_MAX_MS = 10_000n;

// CONSENSUS. Work per block ([M8]): what is due beyond these bounds is carried over, in order.

/** Offers taken off the book because their time is over. */
export const OFFERS_EXPIRED_PER_BLOCK = 200;
/** Providers found silent ([P5]). */
export const PROVIDERS_SILENCED_PER_BLOCK = 200;
/** Unbonding entries paid out. */
export const UNBONDINGS_PER_BLOCK = 100;
/** Providers whose freed units and stake wake sleepers ([M1]). */
export const PROVIDERS_FREED_PER_BLOCK = 500;
/** Bonds whose lock is over. */
export const BONDS_RELEASED_PER_BLOCK = 500;
/** Orders whose time on the book is over. */
export const ORDERS_EXPIRED_PER_BLOCK = 500;
/** New orders that get their tie. A block's gas holds fewer. */
export const ORDERS_TIED_PER_BLOCK = 2_000;
/** Client keys forgotten. */
export const CLIENT_KEYS_PER_BLOCK = 500;
/** Offers tested against orders ([M8]); an order that was begun is finished. */
export const MATCH_TESTS_PER_BLOCK = 10_000;
/** What filling a seat counts as, in tests: a match locks a bond and writes records for each. */
export const TESTS_PER_FILL = 10;
/** Offers that one order is tested against: the cheapest of its class. */
export const MATCH_TESTS_PER_ORDER = 10_000;
/** Orders tested, whether or not they meet an offer. */
export const ORDERS_TESTED_PER_BLOCK = 2_000;
/** Offers that a class remembers to have woken it; more wake every sleeper within reach. */
export const WOKEN_OFFERS = 16;
/** Gas of testing one node of an order's constraints against one offer, in quotes and explanations. */
export const EXPLAIN_GAS = 100;
/** Offers that a quote or an explanation looks at. */
export const EXPLAINED_OFFERS = 2_000;
/** Seats of jobs with something due; a job that was begun is finished. */
export const JOB_SEATS_DUE_PER_BLOCK = 1_000;
/** Receipts pruned. */
export const RECEIPTS_PRUNED_PER_BLOCK = 500;
