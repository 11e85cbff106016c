// Command dcm-comet is CometBFT: the module unmodified, with all its commands, texts and exit codes. One thing differs: `start`
// reaches an application behind a socket through the client of package socket, which does not spin (docs/adr/0006).
// Built-in applications, gRPC and the other commands keep the module's own clients.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	abcicli "github.com/cometbft/cometbft/abci/client"
	"github.com/cometbft/cometbft/cmd/cometbft/commands"
	"github.com/cometbft/cometbft/cmd/cometbft/commands/debug"
	"github.com/cometbft/cometbft/config"
	"github.com/cometbft/cometbft/libs/cli"
	"github.com/cometbft/cometbft/libs/log"
	"github.com/cometbft/cometbft/node"
	"github.com/cometbft/cometbft/p2p"
	"github.com/cometbft/cometbft/privval"
	"github.com/cometbft/cometbft/proxy"

	"dcm/comet/socket"
)

// The list of CometBFT v0.38.25, cmd/cometbft/main.go; a test compares the help texts of both programs.
func main() {
	root := commands.RootCmd
	root.AddCommand(
		commands.GenValidatorCmd,
		commands.InitFilesCmd,
		commands.LightCmd,
		commands.ReplayCmd,
		commands.ReplayConsoleCmd,
		commands.ResetAllCmd,
		commands.ResetPrivValidatorCmd,
		commands.ResetStateCmd,
		commands.ShowValidatorCmd,
		commands.TestnetFilesCmd,
		commands.ShowNodeIDCmd,
		commands.ReIndexEventCmd,
		commands.GenNodeKeyCmd,
		commands.VersionCmd,
		commands.RollbackStateCmd,
		commands.CompactGoLevelDBCmd,
		commands.InspectCmd,
		debug.DebugCmd,
		cli.NewCompletionCmd(root, true),
		commands.NewRunNodeCmd(newNode),
	)
	home := os.ExpandEnv(filepath.Join("$HOME", config.DefaultTendermintDir))
	if err := cli.PrepareBaseCmd(root, "CMT", home).Execute(); err != nil {
		panic(err)
	}
}

// newNode is node.DefaultNewNode but for the application's client.
func newNode(conf *config.Config, logger log.Logger) (*node.Node, error) {
	key, err := p2p.LoadOrGenNodeKey(conf.NodeKeyFile())
	if err != nil {
		return nil, fmt.Errorf("failed to load or gen node key %s: %w", conf.NodeKeyFile(), err)
	}
	return node.NewNode(conf,
		privval.LoadOrGenFilePV(conf.PrivValidatorKeyFile(), conf.PrivValidatorStateFile()),
		key,
		clientCreator(conf),
		node.DefaultGenesisDocProviderFunc(conf),
		config.DefaultDBProvider,
		node.DefaultMetricsProvider(conf.Instrumentation),
		logger)
}

// clientCreator tells an address by its colon: the names of built-in applications have none.
func clientCreator(conf *config.Config) proxy.ClientCreator {
	if conf.ABCI == "socket" && strings.Contains(conf.ProxyApp, ":") {
		return application(conf.ProxyApp)
	}
	return proxy.DefaultClientCreator(conf.ProxyApp, conf.ABCI, conf.DBDir())
}

// application is the address of one behind a socket.
type application string

func (address application) NewABCIClient() (abcicli.Client, error) {
	return socket.New(string(address)), nil
}
