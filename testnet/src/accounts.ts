/** Who lives on a local network. Every phrase is public: never send real funds to these addresses. */

export type Role = "consumer" | "provider" | "validator" | "faucet";

export interface TestAccount {
  readonly name: string;
  readonly role: Role;
  /** Its address is at m/44'/118'/0'/0/0. */
  readonly mnemonic: string;
  /** First coins, in whole DCM. */
  readonly coins: number;
}

export interface TestProvider extends TestAccount {
  readonly role: "provider";
  readonly jurisdiction: string;
  readonly site: "datacentre" | "cloud" | "edge" | "home";
  /** Price per gigafuel, as people write it. */
  readonly price: string;
}

export const consumers: readonly TestAccount[] = [
  account("alice", "consumer", 10_000, "north depart wage receive pelican bitter movie teach senior hybrid lens spot"),
  account("bob", "consumer", 10_000, "helmet account genuine wink super aspect property castle hole want burst vendor"),
];

export const faucet: TestAccount = account(
  "faucet",
  "faucet",
  1_000_000,
  "civil save bind hospital over puzzle venue offer parrot panic brand retire",
);

export const validators: readonly TestAccount[] = [
  account(
    "val0",
    "validator",
    5_000,
    "comfort arrange champion bless animal orchard mouse walnut slight tribe elevator square",
  ),
  account("val1", "validator", 5_000, "flock cube media trick joy pattern brown sport special obey raccoon favorite"),
  account("val2", "validator", 5_000, "example sheriff final plastic tunnel shoot ankle guilt armor leisure law black"),
  account("val3", "validator", 5_000, "near maid drastic garage deposit talk slice bird clown burst escape faint"),
];

export const providers: readonly TestProvider[] = [
  {
    ...account("pia", "provider", 10_000, "virtual spot idea giant fury art bright flag piece pipe force night"),
    role: "provider",
    jurisdiction: "FR",
    site: "datacentre",
    price: "20udcm/Gfuel",
  },
  {
    ...account(
      "quinn",
      "provider",
      10_000,
      "monkey topple course army fortune patch shaft catch actress arrow smooth offer",
    ),
    role: "provider",
    jurisdiction: "DE",
    site: "cloud",
    price: "22udcm/Gfuel",
  },
  {
    ...account("ravi", "provider", 10_000, "useless expect renew black mixed legal drip enrich visa winner dress lazy"),
    role: "provider",
    jurisdiction: "IN",
    site: "home",
    price: "25udcm/Gfuel",
  },
  {
    ...account(
      "sven",
      "provider",
      10_000,
      "when whale early weather salute salon dynamic rate mandate ahead first cousin",
    ),
    role: "provider",
    jurisdiction: "SE",
    site: "edge",
    price: "30udcm/Gfuel",
  },
];

function account(name: string, role: Role, coins: number, mnemonic: string): TestAccount {
  return { name, role, coins, mnemonic };
}
