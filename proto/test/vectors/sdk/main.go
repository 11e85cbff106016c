// Records what Cosmos SDK v0.53.8 makes of encoded messages: proto3 JSON as its REST shows it, amino JSON as it is signed.
// Usage: go run . ../sdk.json   (reads name and hex of each entry, writes json and amino)
package main

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"reflect"

	circuittypes "cosmossdk.io/x/circuit/types"
	evidencetypes "cosmossdk.io/x/evidence/types"
	"cosmossdk.io/x/feegrant"
	"cosmossdk.io/x/tx/signing/aminojson"
	upgradetypes "cosmossdk.io/x/upgrade/types"
	abci "github.com/cometbft/cometbft/abci/types"
	"github.com/cosmos/cosmos-sdk/client/grpc/cmtservice"
	"github.com/cosmos/cosmos-sdk/client/grpc/node"
	"github.com/cosmos/cosmos-sdk/codec"
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	cryptocodec "github.com/cosmos/cosmos-sdk/crypto/codec"
	"github.com/cosmos/cosmos-sdk/types/tx"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	vestingtypes "github.com/cosmos/cosmos-sdk/x/auth/vesting/types"
	"github.com/cosmos/cosmos-sdk/x/authz"
	banktypes "github.com/cosmos/cosmos-sdk/x/bank/types"
	consensustypes "github.com/cosmos/cosmos-sdk/x/consensus/types"
	distributiontypes "github.com/cosmos/cosmos-sdk/x/distribution/types"
	genutiltypes "github.com/cosmos/cosmos-sdk/x/genutil/types"
	govv1 "github.com/cosmos/cosmos-sdk/x/gov/types/v1"
	govv1beta1 "github.com/cosmos/cosmos-sdk/x/gov/types/v1beta1"
	minttypes "github.com/cosmos/cosmos-sdk/x/mint/types"
	paramstypes "github.com/cosmos/cosmos-sdk/x/params/types/proposal"
	slashingtypes "github.com/cosmos/cosmos-sdk/x/slashing/types"
	stakingtypes "github.com/cosmos/cosmos-sdk/x/staking/types"
	gogoproto "github.com/cosmos/gogoproto/proto"
	protov2 "google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// Entry is one message.
type Entry struct {
	Name  string          `json:"name"`
	Hex   string          `json:"hex"`
	JSON  json.RawMessage `json:"json,omitempty"`
	Amino string          `json:"amino,omitempty"`
	Error string          `json:"error,omitempty"`
}

var _ = []any{abci.Event{}, cmtservice.Block{}, node.ConfigRequest{}, genutiltypes.GenesisState{}}

func main() {
	registry := codectypes.NewInterfaceRegistry()
	cryptocodec.RegisterInterfaces(registry)
	tx.RegisterInterfaces(registry)
	authtypes.RegisterInterfaces(registry)
	vestingtypes.RegisterInterfaces(registry)
	banktypes.RegisterInterfaces(registry)
	stakingtypes.RegisterInterfaces(registry)
	consensustypes.RegisterInterfaces(registry)
	authz.RegisterInterfaces(registry)
	feegrant.RegisterInterfaces(registry)
	distributiontypes.RegisterInterfaces(registry)
	minttypes.RegisterInterfaces(registry)
	slashingtypes.RegisterInterfaces(registry)
	evidencetypes.RegisterInterfaces(registry)
	govv1.RegisterInterfaces(registry)
	govv1beta1.RegisterInterfaces(registry)
	paramstypes.RegisterInterfaces(registry)
	upgradetypes.RegisterInterfaces(registry)
	circuittypes.RegisterInterfaces(registry)

	raw, err := os.ReadFile(os.Args[1])
	must(err)
	var entries []Entry
	must(json.Unmarshal(raw, &entries))
	for i := range entries {
		record(&entries[i], registry)
	}
	out := []byte("[\n")
	for i, entry := range entries {
		line, err := json.Marshal(entry)
		must(err)
		out = append(out, line...)
		if i < len(entries)-1 {
			out = append(out, ',')
		}
		out = append(out, '\n')
	}
	must(os.WriteFile(os.Args[1], append(out, "]\n"...), 0o644))
}

func record(entry *Entry, registry codectypes.InterfaceRegistry) {
	bz, err := hex.DecodeString(entry.Hex)
	must(err)
	entry.JSON, entry.Amino, entry.Error = nil, "", ""
	descriptor, err := gogoproto.HybridResolver.FindDescriptorByName(protoreflect.FullName(entry.Name))
	if err != nil {
		entry.Error = "unknown message"
		return
	}
	message := dynamicpb.NewMessage(descriptor.(protoreflect.MessageDescriptor))
	must(protov2.Unmarshal(bz, message))
	if hasPlaceholder(message.Descriptor(), map[protoreflect.FullName]bool{}) {
		// The SDK's two registries do not know each other's descriptors: what it would print is not what it signs.
		message = nil
	}
	encoder := aminojson.NewEncoder(aminojson.EncoderOptions{FileResolver: gogoproto.HybridResolver})
	if message == nil {
		entry.Error = "no amino: placeholder descriptors"
	} else if amino, err := encoder.Marshal(message); err == nil {
		entry.Amino = string(amino)
	}
	typ := gogoproto.MessageType(entry.Name)
	if typ == nil {
		return
	}
	gogo := newOf(typ)
	if err := gogoproto.Unmarshal(bz, gogo); err != nil {
		entry.Error = fmt.Sprintf("unmarshal: %v", err)
		return
	}
	if again, err := gogoproto.Marshal(gogo); err != nil || hex.EncodeToString(again) != entry.Hex {
		entry.Error = "bytes: the SDK writes other bytes"
		return
	}
	text, err := codec.ProtoMarshalJSON(gogo, registry)
	if err != nil {
		entry.Error = fmt.Sprintf("json: %v", err)
		return
	}
	entry.JSON = text
}

func hasPlaceholder(message protoreflect.MessageDescriptor, seen map[protoreflect.FullName]bool) bool {
	if message.IsPlaceholder() {
		return true
	}
	if seen[message.FullName()] {
		return false
	}
	seen[message.FullName()] = true
	for i := 0; i < message.Fields().Len(); i++ {
		if inner := message.Fields().Get(i).Message(); inner != nil && hasPlaceholder(inner, seen) {
			return true
		}
	}
	return false
}

func newOf(typ reflect.Type) gogoproto.Message {
	return reflect.New(typ.Elem()).Interface().(gogoproto.Message)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
