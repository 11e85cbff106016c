// simd: a minimal reference chain on unmodified Cosmos SDK modules (depinject wiring as in the SDK's own
// testutil/configurator), used only to compare with. No code of ours is on its transaction path.
//
// SIMD_MODULES names the modules that it has besides the basic ones, such as "slashing,evidence" ("core": none, so that fees stay
// in the fee collector); without that variable it has all.
package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/spf13/cobra"
	"google.golang.org/protobuf/types/known/anypb"

	appv1alpha1 "cosmossdk.io/api/cosmos/app/v1alpha1"
	authmodulev1 "cosmossdk.io/api/cosmos/auth/module/v1"
	circuitmodulev1 "cosmossdk.io/api/cosmos/circuit/module/v1"
	"cosmossdk.io/client/v2/autocli"
	clienthelpers "cosmossdk.io/client/v2/helpers"
	"cosmossdk.io/core/appconfig"
	"cosmossdk.io/depinject"
	"cosmossdk.io/log"
	_ "cosmossdk.io/x/circuit"
	_ "cosmossdk.io/x/evidence"
	_ "cosmossdk.io/x/feegrant/module"

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
	authcmd "github.com/cosmos/cosmos-sdk/x/auth/client/cli"
	"github.com/cosmos/cosmos-sdk/x/auth/types"
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
	{"circuit", moduleNamed("circuit", appconfig.WrapAny(&circuitmodulev1.Module{}))},
}

func has(module string) bool {
	wanted := os.Getenv("SIMD_MODULES")
	return wanted == "" || slices.Contains(strings.Split(wanted, ","), module)
}

// moduleNamed is a module that the configurator has no option for.
func moduleNamed(name string, config *anypb.Any) configurator.ModuleOption {
	return func(app *configurator.Config) {
		app.ModuleConfigs[name] = &appv1alpha1.ModuleConfig{Name: name, Config: config}
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

// authModule is the configurator's with unordered transactions enabled, as simapp has them.
func authModule() configurator.ModuleOption {
	return func(config *configurator.Config) {
		configurator.AuthModule()(config)
		auth := &authmodulev1.Module{}
		if err := config.ModuleConfigs["auth"].Config.UnmarshalTo(auth); err != nil {
			panic(err)
		}
		auth.EnableUnorderedTransactions = true
		config.ModuleConfigs["auth"].Config = appconfig.WrapAny(auth)
	}
}

// App adapts runtime.App to servertypes.Application.
type App struct{ *runtime.App }

func newApp(logger log.Logger, db dbm.DB, trace io.Writer, opts servertypes.AppOptions) servertypes.Application {
	var b *runtime.AppBuilder
	if err := depinject.Inject(depinject.Configs(appConfig(), depinject.Supply(logger, opts)), &b); err != nil {
		panic(err)
	}
	app := b.Build(db, trace, server.DefaultBaseappOptions(opts)...)
	if err := app.Load(true); err != nil {
		panic(err)
	}
	return app
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
		Use: "simd", SilenceErrors: true,
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
	_ = sdk.DefaultBondDenom
	if err := svrcmd.Execute(root, "", home); err != nil {
		os.Exit(1)
	}
}
