import { placesAt } from '../../../lib/check/cluster';

const route = {
  spec: {
    routes: [
      { services: [{ name: 'a' }, { name: 'b' }] },
      { services: 'none' },
      'text',
      { services: [{ name: null }, { name: 'c' }] },
    ],
    plugin: { '*': { first: 1 }, other: { first: 2 } },
  },
};

test('a pattern leads to the items of lists, each with its path; what is missing or of another shape is none', () => {
  expect(placesAt(route, ['spec', 'routes', '*', 'services', '*', 'name'])).toEqual([
    { path: ['spec', 'routes', 0, 'services', 0, 'name'], value: 'a' },
    { path: ['spec', 'routes', 0, 'services', 1, 'name'], value: 'b' },
    { path: ['spec', 'routes', 3, 'services', 1, 'name'], value: 'c' },
  ]);
  expect(placesAt(route, ['spec', 'missing', '*', 'name'])).toEqual([]);
  expect(placesAt(null, ['spec'])).toEqual([]);
});

test('a pattern leads to the values of maps, whatever their keys are called', () => {
  expect(placesAt(route, ['spec', 'plugin', '*', '*'])).toEqual([
    { path: ['spec', 'plugin', '*', 'first'], value: 1 },
    { path: ['spec', 'plugin', 'other', 'first'], value: 2 },
  ]);
});
