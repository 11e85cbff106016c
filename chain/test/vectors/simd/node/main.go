// simd: a minimal reference chain on unmodified Cosmos SDK modules (depinject wiring as in the SDK's own
// testutil/configurator), used only to compare with. No code of ours is on its transaction path.
//
// SIMD_MODULES names the modules that it has besides the basic ones, such as "slashing,evidence" ("core": none, so that fees stay
// in the fee collector); without that variable it has all. SIMD_UPGRADES names the upgrades that it knows: none without it.
// SIMD_PREFIX is the prefix of addresses, "cosmos" without it: with another one its command line speaks to chains of that prefix
// (testnet/clients).
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/spf13/cobra"

	appv1alpha1 "cosmossdk.io/api/cosmos/app/v1alpha1"
	authmodulev1 "cosmossdk.io/api/cosmos/auth/module/v1"
	upgrademodulev1 "cosmossdk.io/api/cosmos/upgrade/module/v1"
	"cosmossdk.io/client/v2/autocli"
	clienthelpers "cosmossdk.io/client/v2/helpers"
	"cosmossdk.io/core/appconfig"
	"cosmossdk.io/depinject"
	"cosmossdk.io/log"
	_ "cosmossdk.io/x/circuit"
	circuitante "cosmossdk.io/x/circuit/ante"
	circuitkeeper "cosmossdk.io/x/circuit/keeper"
	_ "cosmossdk.io/x/evidence"
	feegrantkeeper "cosmossdk.io/x/feegrant/keeper"
	_ "cosmossdk.io/x/feegrant/module"
	_ "cosmossdk.io/x/upgrade"
	upgradekeeper "cosmossdk.io/x/upgrade/keeper"
	upgradetypes "cosmossdk.io/x/upgrade/types"

	cmtcfg "github.com/cometbft/cometbft/config"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/config"
	"github.com/cosmos/cosmos-sdk/client/debug"
	"github.com/cosmos/cosmos-sdk/client/flags"
	"github.com/cosmos/cosmos-sdk/client/keys"
	"github.com/cosmos/cosmos-sdk/client/rpc"
	"github.com/cosmos/cosmos-sdk/codec"
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	"github.com/cosmos/cosmos-sdk/runtime"
	"github.com/cosmos/cosmos-sdk/server"
	svrcmd "github.com/cosmos/cosmos-sdk/server/cmd"
	serverconfig "github.com/cosmos/cosmos-sdk/server/config"
	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	"github.com/cosmos/cosmos-sdk/testutil/configurator"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/module"
	"github.com/cosmos/cosmos-sdk/x/auth/ante"
	authcmd "github.com/cosmos/cosmos-sdk/x/auth/client/cli"
	authkeeper "github.com/cosmos/cosmos-sdk/x/auth/keeper"
	"github.com/cosmos/cosmos-sdk/x/auth/types"
	bankkeeper "github.com/cosmos/cosmos-sdk/x/bank/keeper"
	genutilcli "github.com/cosmos/cosmos-sdk/x/genutil/client/cli"

	_ "github.com/cosmos/cosmos-sdk/x/auth"
	_ "github.com/cosmos/cosmos-sdk/x/auth/tx/config"
	_ "github.com/cosmos/cosmos-sdk/x/auth/vesting"
	_ "github.com/cosmos/cosmos-sdk/x/authz/module"
	_ "github.com/cosmos/cosmos-sdk/x/bank"
	_ "github.com/cosmos/cosmos-sdk/x/consensus"
	_ "github.com/cosmos/cosmos-sdk/x/distribution"
	"github.com/cosmos/cosmos-sdk/x/genutil"
	genutiltypes "github.com/cosmos/cosmos-sdk/x/genutil/types"
	_ "github.com/cosmos/cosmos-sdk/x/gov"
	_ "github.com/cosmos/cosmos-sdk/x/mint"
	_ "github.com/cosmos/cosmos-sdk/x/params"
	_ "github.com/cosmos/cosmos-sdk/x/slashing"
	_ "github.com/cosmos/cosmos-sdk/x/staking"
)

// optional are the modules that SIMD_MODULES chooses from.
var optional = []struct {
	name   string
	option configurator.ModuleOption
}{
	{"distribution", configurator.DistributionModule()},
	{"slashing", configurator.SlashingModule()},
	{"evidence", configurator.EvidenceModule()},
	{"gov", configurator.GovModule()},
	{"mint", configurator.MintModule()},
	{"circuit", configurator.CircuitModule()},
	{"upgrade", upgradeModule()},
}

func has(module string) bool {
	wanted := os.Getenv("SIMD_MODULES")
	return wanted == "" || slices.Contains(strings.Split(wanted, ","), module)
}

func prefix() string {
	if chosen := os.Getenv("SIMD_PREFIX"); chosen != "" {
		return chosen
	}
	return sdk.Bech32MainPrefix
}

// upgradeModule is one that the configurator has no option for.
func upgradeModule() configurator.ModuleOption {
	return func(config *configurator.Config) {
		config.ModuleConfigs["upgrade"] = &appv1alpha1.ModuleConfig{
			Name:   "upgrade",
			Config: appconfig.WrapAny(&upgrademodulev1.Module{}),
		}
	}
}

func appConfig() depinject.Config {
	modules := []configurator.ModuleOption{
		configurator.WithCustomPreBlockersOrder("upgrade", "auth"),
		authModule(),
		configurator.AuthzModule(),
		configurator.FeegrantModule(),
		configurator.VestingModule(),
		configurator.ParamsModule(),
		configurator.BankModule(),
		configurator.GenutilModule(),
		configurator.StakingModule(),
		configurator.ConsensusModule(),
		configurator.TxModule(),
	}
	for _, each := range optional {
		if has(each.name) {
			modules = append(modules, each.option)
		}
	}
	return configurator.NewAppConfig(modules...)
}

// authModule is the configurator's with our prefix, and with unordered transactions enabled, as simapp has them.
func authModule() configurator.ModuleOption {
	return func(config *configurator.Config) {
		configurator.AuthModule()(config)
		auth := &authmodulev1.Module{}
		if err := config.ModuleConfigs["auth"].Config.UnmarshalTo(auth); err != nil {
			panic(err)
		}
		auth.EnableUnorderedTransactions = true
		auth.Bech32Prefix = prefix()
		config.ModuleConfigs["auth"].Config = appconfig.WrapAny(auth)
	}
}

// App adapts runtime.App to servertypes.Application.
type App struct{ *runtime.App }

func newApp(logger log.Logger, db dbm.DB, trace io.Writer, opts servertypes.AppOptions) servertypes.Application {
	var (
		b       *runtime.AppBuilder
		keepers keepers
	)
	wanted := []any{&b, &keepers.txConfig, &keepers.accounts, &keepers.bank, &keepers.feegrant}
	if has("circuit") {
		wanted = append(wanted, &keepers.circuit)
	}
	if has("upgrade") {
		wanted = append(wanted, &keepers.upgrade)
	}
	if err := depinject.Inject(depinject.Configs(appConfig(), depinject.Supply(logger, opts)), wanted...); err != nil {
		panic(err)
	}
	app := b.Build(db, trace, server.DefaultBaseappOptions(opts)...)
	if has("circuit") {
		app.SetAnteHandler(anteHandler(keepers))
	}
	if has("upgrade") {
		knowUpgrades(app, keepers.upgrade)
	}
	if err := app.Load(true); err != nil {
		panic(err)
	}
	return app
}

type keepers struct {
	txConfig client.TxConfig
	accounts authkeeper.AccountKeeper
	bank     bankkeeper.Keeper
	feegrant feegrantkeeper.Keeper
	circuit  circuitkeeper.Keeper
	upgrade  *upgradekeeper.Keeper
}

// anteHandler is simapp's, with the circuit breaker in it: x/auth/ante/ante.go has all the rest.
func anteHandler(k keepers) sdk.AnteHandler {
	return sdk.ChainAnteDecorators(
		ante.NewSetUpContextDecorator(),
		circuitante.NewCircuitBreakerDecorator(&k.circuit),
		ante.NewExtensionOptionsDecorator(nil),
		ante.NewValidateBasicDecorator(),
		ante.NewTxTimeoutHeightDecorator(),
		ante.NewValidateMemoDecorator(k.accounts),
		ante.NewConsumeGasForTxSizeDecorator(k.accounts),
		ante.NewDeductFeeDecorator(k.accounts, k.bank, k.feegrant, nil),
		ante.NewSetPubKeyDecorator(k.accounts),
		ante.NewValidateSigCountDecorator(k.accounts),
		ante.NewSigGasConsumeDecorator(k.accounts, ante.DefaultSigVerificationGasConsumer),
		ante.NewSigVerificationDecorator(k.accounts, k.txConfig.SignModeHandler()),
		ante.NewIncrementSequenceDecorator(k.accounts),
	)
}

// knowUpgrades makes the app one that carries out the upgrades of SIMD_UPGRADES.
func knowUpgrades(app *runtime.App, k *upgradekeeper.Keeper) {
	for _, name := range strings.Split(os.Getenv("SIMD_UPGRADES"), ",") {
		if name == "" {
			continue
		}
		k.SetUpgradeHandler(name, func(ctx context.Context, _ upgradetypes.Plan, from module.VersionMap) (module.VersionMap, error) {
			return app.ModuleManager.RunMigrations(ctx, app.Configurator(), from)
		})
	}
}

func export(log.Logger, dbm.DB, io.Writer, int64, bool, []string, servertypes.AppOptions, []string) (servertypes.ExportedApp, error) {
	return servertypes.ExportedApp{}, errors.New("not supported")
}

var defaultHome string

// ProvideClientContext is a depinject provider (must be exported).
func ProvideClientContext(c codec.Codec, r codectypes.InterfaceRegistry, t client.TxConfig, a *codec.LegacyAmino) client.Context {
	return client.Context{}.WithCodec(c).WithInterfaceRegistry(r).WithTxConfig(t).WithLegacyAmino(a).
		WithInput(os.Stdin).WithAccountRetriever(types.AccountRetriever{}).WithHomeDir(defaultHome).WithViper("")
}

func main() {
	home, err := clienthelpers.GetNodeHomeDirectory(".simapp")
	if err != nil {
		home = filepath.Join(os.TempDir(), ".simapp")
	}
	defaultHome = home
	addresses := sdk.GetConfig()
	addresses.SetBech32PrefixForAccount(prefix(), prefix()+"pub")
	addresses.SetBech32PrefixForValidator(prefix()+"valoper", prefix()+"valoperpub")
	addresses.SetBech32PrefixForConsensusNode(prefix()+"valcons", prefix()+"valconspub")
	var (
		autoCli   autocli.AppOptions
		basics    module.BasicManager
		clientCtx client.Context
		txCfg     client.TxConfig
		reg       codectypes.InterfaceRegistry
		cdc       codec.Codec
		amino     *codec.LegacyAmino
	)
	if err := depinject.Inject(
		depinject.Configs(appConfig(), depinject.Supply(log.NewNopLogger()), depinject.Provide(ProvideClientContext)),
		&autoCli, &basics, &clientCtx, &txCfg, &reg, &cdc, &amino,
	); err != nil {
		panic(err)
	}
	basics[genutiltypes.ModuleName] = genutil.NewAppModuleBasic(genutiltypes.DefaultMessageValidator)

	root := &cobra.Command{
		Use: "simd", SilenceErrors: true, SilenceUsage: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			cmd.SetOut(cmd.OutOrStdout())
			cmd.SetErr(cmd.ErrOrStderr())
			cc := clientCtx.WithCmdContext(cmd.Context())
			cc, err := client.ReadPersistentCommandFlags(cc, cmd.Flags())
			if err != nil {
				return err
			}
			if cc, err = config.ReadFromClientConfig(cc); err != nil {
				return err
			}
			if err = client.SetCmdClientContextHandler(cc, cmd); err != nil {
				return err
			}
			sc := serverconfig.DefaultConfig()
			sc.MinGasPrices = "0stake"
			return server.InterceptConfigsPreRunHandler(cmd, serverconfig.DefaultConfigTemplate, sc, cmtcfg.DefaultConfig())
		},
	}
	query := &cobra.Command{Use: "query", Aliases: []string{"q"}, RunE: client.ValidateCmd}
	query.AddCommand(rpc.QueryEventForTxCmd(), server.QueryBlockCmd(), authcmd.QueryTxsByEventsCmd(), authcmd.QueryTxCmd())
	tx := &cobra.Command{Use: "tx", RunE: client.ValidateCmd}
	tx.AddCommand(authcmd.GetSignCommand(), authcmd.GetBroadcastCommand(), authcmd.GetEncodeCommand(), authcmd.GetDecodeCommand(), authcmd.GetSimulateCmd())
	root.AddCommand(
		genutilcli.InitCmd(basics, home),
		genutilcli.Commands(txCfg, basics, home),
		debug.Cmd(), query, tx, keys.Commands(),
		server.StatusCommand(),
	)
	server.AddCommands(root, home, newApp, export, func(*cobra.Command) {})
	if err := autoCli.EnhanceRootCommand(root); err != nil {
		panic(err)
	}
	_ = flags.FlagHome
	_ = reg
	_ = cdc
	_ = amino
	if err := svrcmd.Execute(root, "", home); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
