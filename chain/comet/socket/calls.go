package socket

import (
	"context"

	abcicli "github.com/cometbft/cometbft/abci/client"
	"github.com/cometbft/cometbft/abci/types"
)

// ask queues a request and waits for its response.
func ask[R any](ctx context.Context, c *client, req *types.Request, get func(*types.Response) *R) (*R, error) {
	p, err := c.submit(ctx, req, func(res *types.Response) bool { return get(res) != nil })
	if err != nil {
		return nil, err
	}
	p.Wait()
	if p.Response != nil {
		return get(p.Response), nil
	}
	if err := c.Error(); err != nil {
		return nil, err
	}
	return nil, errStopped
}

func (c *client) CheckTxAsync(ctx context.Context, req *types.RequestCheckTx) (*abcicli.ReqRes, error) {
	fits := func(res *types.Response) bool { return res.GetCheckTx() != nil }
	return c.submit(ctx, types.ToRequestCheckTx(req), fits)
}

// Flush returns when everything queued before it has been answered and its callbacks have run.
func (c *client) Flush(ctx context.Context) error {
	_, err := ask(ctx, c, types.ToRequestFlush(), (*types.Response).GetFlush)
	return err
}

func (c *client) Echo(ctx context.Context, message string) (*types.ResponseEcho, error) {
	return ask(ctx, c, types.ToRequestEcho(message), (*types.Response).GetEcho)
}

func (c *client) Info(ctx context.Context, req *types.RequestInfo) (*types.ResponseInfo, error) {
	return ask(ctx, c, types.ToRequestInfo(req), (*types.Response).GetInfo)
}

func (c *client) Query(ctx context.Context, req *types.RequestQuery) (*types.ResponseQuery, error) {
	return ask(ctx, c, types.ToRequestQuery(req), (*types.Response).GetQuery)
}

func (c *client) CheckTx(ctx context.Context, req *types.RequestCheckTx) (*types.ResponseCheckTx, error) {
	return ask(ctx, c, types.ToRequestCheckTx(req), (*types.Response).GetCheckTx)
}

func (c *client) InitChain(ctx context.Context, req *types.RequestInitChain) (*types.ResponseInitChain, error) {
	return ask(ctx, c, types.ToRequestInitChain(req), (*types.Response).GetInitChain)
}

func (c *client) PrepareProposal(ctx context.Context, req *types.RequestPrepareProposal) (*types.ResponsePrepareProposal, error) {
	return ask(ctx, c, types.ToRequestPrepareProposal(req), (*types.Response).GetPrepareProposal)
}

func (c *client) ProcessProposal(ctx context.Context, req *types.RequestProcessProposal) (*types.ResponseProcessProposal, error) {
	return ask(ctx, c, types.ToRequestProcessProposal(req), (*types.Response).GetProcessProposal)
}

func (c *client) ExtendVote(ctx context.Context, req *types.RequestExtendVote) (*types.ResponseExtendVote, error) {
	return ask(ctx, c, types.ToRequestExtendVote(req), (*types.Response).GetExtendVote)
}

func (c *client) VerifyVoteExtension(ctx context.Context, req *types.RequestVerifyVoteExtension) (*types.ResponseVerifyVoteExtension, error) {
	return ask(ctx, c, types.ToRequestVerifyVoteExtension(req), (*types.Response).GetVerifyVoteExtension)
}

func (c *client) FinalizeBlock(ctx context.Context, req *types.RequestFinalizeBlock) (*types.ResponseFinalizeBlock, error) {
	return ask(ctx, c, types.ToRequestFinalizeBlock(req), (*types.Response).GetFinalizeBlock)
}

func (c *client) Commit(ctx context.Context, _ *types.RequestCommit) (*types.ResponseCommit, error) {
	return ask(ctx, c, types.ToRequestCommit(), (*types.Response).GetCommit)
}

func (c *client) ListSnapshots(ctx context.Context, req *types.RequestListSnapshots) (*types.ResponseListSnapshots, error) {
	return ask(ctx, c, types.ToRequestListSnapshots(req), (*types.Response).GetListSnapshots)
}

func (c *client) OfferSnapshot(ctx context.Context, req *types.RequestOfferSnapshot) (*types.ResponseOfferSnapshot, error) {
	return ask(ctx, c, types.ToRequestOfferSnapshot(req), (*types.Response).GetOfferSnapshot)
}

func (c *client) LoadSnapshotChunk(ctx context.Context, req *types.RequestLoadSnapshotChunk) (*types.ResponseLoadSnapshotChunk, error) {
	return ask(ctx, c, types.ToRequestLoadSnapshotChunk(req), (*types.Response).GetLoadSnapshotChunk)
}

func (c *client) ApplySnapshotChunk(ctx context.Context, req *types.RequestApplySnapshotChunk) (*types.ResponseApplySnapshotChunk, error) {
	return ask(ctx, c, types.ToRequestApplySnapshotChunk(req), (*types.Response).GetApplySnapshotChunk)
}
