import { expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';

test('what happened is told in the text format', async () => {
  const metrics = createMetrics({ defaults: false });
  metrics.countCommand('message.send', 'accepted');
  metrics.countCommand('message.send', 'accepted');
  metrics.countCommit(2, 0.0004);
  metrics.setSockets(3);
  metrics.setDocuments(4);
  metrics.countDroppedWrite();
  metrics.countHttp(404);
  const text = await metrics.text();
  expect(text).toContain('holdline_commands_total{verb="message.send",result="accepted"} 2');
  expect(text).toContain('holdline_commit_commands_bucket{le="2"} 1');
  expect(text).toContain('holdline_commit_seconds_count 1');
  expect(text).toContain('holdline_sockets 3');
  expect(text).toContain('holdline_documents_loaded 4');
  expect(text).toContain('holdline_dropped_writes_total 1');
  expect(text).toContain('holdline_http_responses_total{status="404"} 1');
});
