// Copies the upstream .proto files that our messages and modules need, with everything they import, into third_party/.
// Usage: GOMODCACHE=… node generate/vendor.mjs   (after `go mod download` of the modules that third_party/README.md names)
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const cache = process.env.GOMODCACHE ?? join(process.env.HOME ?? "", "go/pkg/mod");
const target = fileURLToPath(new URL("../third_party", import.meta.url));

/** Where an import is looked for, in this order. */
const roots = [
  "github.com/cometbft/cometbft@v0.38.25/proto",
  "github.com/cosmos/cosmos-sdk@v0.53.8/proto",
  "github.com/cosmos/cosmos-proto@v1.0.0-beta.5/proto",
  "github.com/cosmos/gogoproto@v1.7.2",
  "github.com/cosmos/gogoproto@v1.7.2/protobuf",
  // The last release that carried the Google API annotations as files.
  "github.com/cosmos/cosmos-sdk@v0.45.16/third_party/proto",
].map((path) => join(cache, path));

const wanted = [
  "cosmos/auth/v1beta1/{auth,tx,query,genesis}",
  "cosmos/bank/v1beta1/{bank,tx,query,genesis,authz}",
  "cosmos/consensus/v1/{tx,query}",
  "cosmos/staking/v1beta1/{staking,tx,query,genesis,authz}",
  "cosmos/vesting/v1beta1/{vesting,tx}",
  "cosmos/authz/v1beta1/{authz,event,tx,query,genesis}",
  "cosmos/feegrant/v1beta1/{feegrant,tx,query,genesis}",
  "cosmos/distribution/v1beta1/{distribution,tx,query,genesis}",
  "cosmos/mint/v1beta1/{mint,tx,query,genesis}",
  "cosmos/slashing/v1beta1/{slashing,tx,query,genesis}",
  "cosmos/evidence/v1beta1/{evidence,tx,query,genesis}",
  "cosmos/gov/v1/{gov,tx,query,genesis}",
  "cosmos/gov/v1beta1/{gov,tx,query,genesis}",
  "cosmos/params/v1beta1/{params,query}",
  "cosmos/upgrade/v1beta1/{upgrade,tx,query}",
  "cosmos/circuit/v1/{types,tx,query}",
  "cosmos/reflection/v1/reflection",
  "cosmos/autocli/v1/{options,query}",
  "cosmos/crypto/{secp256k1,secp256r1,ed25519,multisig}/keys",
  "cosmos/crypto/multisig/v1beta1/multisig",
  "cosmos/genutil/v1beta1/genesis",
  "cosmos/tx/signing/v1beta1/signing",
  "cosmos/tx/v1beta1/{tx,service}",
  "cosmos/base/v1beta1/coin",
  "cosmos/base/query/v1beta1/pagination",
  "cosmos/base/abci/v1beta1/abci",
  "cosmos/base/node/v1beta1/query",
  "cosmos/base/tendermint/v1beta1/{query,types}",
  "cosmos/base/reflection/v1beta1/reflection",
  "cosmos/base/reflection/v2alpha1/reflection",
  "cosmos/store/internal/kv/v1beta1/kv",
  "cosmos/store/v1beta1/commit_info",
  "tendermint/{abci,crypto,p2p,types,version}/{types,keys,proof,params,validator,evidence,block}",
  "google/api/{annotations,http}",
  "google/protobuf/{any,timestamp,duration,descriptor}",
  "gogoproto/gogo",
  "cosmos_proto/cosmos",
  "amino/amino",
  "cosmos/msg/v1/msg",
  "cosmos/query/v1/query",
];

const done = new Set();
for (const path of wanted.flatMap(expand)) copy(path, path.startsWith("tendermint/"));
console.log(`${done.size} files in ${target}`);

function copy(path, optional = false) {
  if (done.has(path)) return;
  const root = roots.find((dir) => existsSync(join(dir, path)));
  if (root === undefined && optional) return;
  if (root === undefined) throw new Error(`${path}: in no root`);
  done.add(path);
  const file = join(target, path);
  mkdirSync(dirname(file), { recursive: true });
  cpSync(join(root, path), file, { mode: 0 });
  for (const match of readFileSync(file, "utf8").matchAll(/^import\s+(?:public\s+)?"([^"]+)"/gm)) copy(match[1]);
}

/** a/{b,c}/d → a/b/d.proto, a/c/d.proto */
function expand(pattern) {
  const match = /\{([^}]+)\}/.exec(pattern);
  if (match === null) return [`${pattern}.proto`];
  return match[1].split(",").flatMap((one) => expand(pattern.replace(match[0], one)));
}
