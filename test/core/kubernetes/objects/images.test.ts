import { container, deployment, found } from './support';

test('an image that no node can pull is told', () => {
  expect(found(deployment('').replace('a/b:1', 'No Image'))).toEqual([`invalid-image ${container}.image`]);
});

test('images with registries, ports, digests and without a tag are fine', () => {
  for (const image of ['nginx', 'localhost:5000/a/b', `a/b@sha256:${'a'.repeat(64)}`]) {
    expect(found(deployment('').replace('a/b:1', image))).toEqual([]);
  }
});
