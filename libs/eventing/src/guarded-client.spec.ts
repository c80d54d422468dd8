import streams from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { connect } from './connect.js';
import { OutcomeUnknown } from './errors.js';
import { faultyNode } from './testing/faulty-node.js';
import { said } from './testing/store.js';

// an exception or rejection that reaches the process fails the test that runs
const settle = () => new Promise((go) => setTimeout(go, 50));

describe('the client under faults', () => {
  it('many writes wait at a node that stops reading and dies: every caller hears of it, nothing escapes', async () => {
    const node = await faultyNode((call) => void call.pause());
    const log = connect(node.url, { appendTimeout: 2_000 });
    const large = { text: 'x'.repeat(20_000) };
    const appends = Array.from({ length: 200 }, (_, nth) =>
      log.append(`talk-${nth}`, [said(`${nth}`, large)], 'no_stream'),
    );
    const ended = Promise.allSettled(appends);
    await settle();
    node.kill();
    expect(
      (await ended).every((one) => one.status === 'rejected' && one.reason instanceof OutcomeUnknown),
    ).toBe(true);
    await settle();
    await log.close();
  });

  it('an answer for which nobody waits any more is dropped', async () => {
    const node = await faultyNode((call) => {
      call.on('data', (request: streams.BatchAppendReq) => {
        const answer = new streams.BatchAppendResp();
        const success = new streams.BatchAppendResp.Success();
        const position = new shared.AllStreamPosition();
        position.setCommitPosition('7');
        position.setPreparePosition('7');
        success.setCurrentRevision('0');
        success.setPosition(position);
        answer.setCorrelationId(request.getCorrelationId());
        answer.setSuccess(success);
        call.write(answer);
        call.write(answer);
      });
    });
    const log = connect(node.url);
    for (const nth of [1, 2, 3])
      expect(await log.append(`talk-${nth}`, [said('a')], 'no_stream')).toEqual({
        revision: 0,
        position: '7',
      });
    await settle();
    await log.close();
    node.kill();
  });
});
