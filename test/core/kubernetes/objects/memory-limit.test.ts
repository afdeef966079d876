import { container, deployment, found } from './support';

const withLimit = (value: string): string =>
  deployment(`env: [{ name: GOMEMLIMIT, value: ${value} }], resources: { limits: { memory: 256Mi } }`);

test("Go's limit of memory lies within that of the container", () => {
  expect(found(withLimit('257MiB'))).toEqual([`memory-limit-above-container ${container}.env.0.value`]);
  expect(found(withLimit('256MiB'))).toEqual([]);
});
