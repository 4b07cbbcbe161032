import { exponentialWeights, linearWeights, requireIncreasing, requireWeight } from '../../lib/model/weights';

test.each([
  [1, Array.from({ length: 100 }, (_, index) => index + 1)],
  [25, [25, 50, 75, 100]],
  [30, [30, 60, 90, 100]],
  [50, [50, 100]],
  [99, [99, 100]],
  [100, [100]],
])('increments of %d end with the whole traffic', (increment, weights) => {
  expect(linearWeights(increment)).toEqual(weights);
});

test.each([
  [5, undefined, [5, 10, 20, 40, 80, 100]],
  [1, 3, [1, 3, 9, 27, 81, 100]],
  [10, 1.5, [10, 15, 22, 33, 49, 73, 100]],
  [97, 1.0001, [97, 98, 99, 100]],
  [60, 2, [60, 100]],
  [100, 2, [100]],
  [1, 1e9, [1, 100]],
])('weights from %d on, times %p, grow up to the whole traffic', (first, factor, weights) => {
  expect(exponentialWeights(first, factor)).toEqual(weights);
});

test.each([
  [20, 1.15, 23], [50, 1.16, 58], [10, 1.1, 11], [50, 1.14, 57], [25, 1.12, 28], [75, 1.16, 87],
])('a product that is whole on paper is whole here: %d times %p', (first, factor, second) => {
  expect(exponentialWeights(first, factor)[1]).toBe(second);
});

test('every sequence grows at each step, whatever it starts from and grows by', () => {
  for (let start = 1; start <= 100; start += 1) {
    for (const weights of [linearWeights(start), ...[1.01, 1.5, 2, 3, 10].map((factor) => exponentialWeights(start, factor))]) {
      expect(requireIncreasing(weights, 'weights')).toBe(weights);
      expect(weights.at(-1)).toBe(100);
    }
  }
});

test.each([[[0, 1]], [[0]], [[100]], [[1, 2, 100]]])('%j increases', (weights) => {
  expect(requireIncreasing(weights, 'weights')).toEqual(weights);
});

test('weights may go down where that is said', () => {
  expect(requireIncreasing([50, 20, 20], 'weights', true)).toEqual([50, 20, 20]);
});

test('weights that go down are still percentages', () => {
  expect(() => requireIncreasing([50, -1], 'weights', true)).toThrow('weights[1]: -1 is not a whole number from 0 to 100;');
});

test.each([0, 1, 99, 100])('%d is a share of the traffic', (weight) => {
  expect(requireWeight(weight, 'weight')).toBe(weight);
});

test.each([-0.1, -1, 100.5, 101, 1e21, NaN, Infinity, -Infinity])('%p is none', (weight) => {
  expect(() => requireWeight(weight, 'weight'))
    .toThrow(`weight: ${weight} is not a whole number from 0 to 100; give the canary's share of the traffic in percent`);
});
