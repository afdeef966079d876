/**
 * Before all suites, whose workers inherit it: Node 20 reads the certificates that this names at each start, which costs
 * 45 ms of the processor's time, and the suites start programs by the hundred, none of which leaves this machine.
 */
export default function setUp(): void {
  delete process.env['NODE_EXTRA_CA_CERTS'];
}
