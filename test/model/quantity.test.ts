import { quantityOf } from '../../lib/model/quantity';

test.each<[unknown, number]>([
  ['1', 1], [2, 2], ['0.5', 0.5], ['.5', 0.5], ['500m', 0.5], ['100m', 0.1], ['300m', 0.3], ['7u', 0.000007], ['9n', 0.000000009],
  ['1k', 1000], ['1Ki', 1024], ['128Mi', 134_217_728], ['1Gi', 1_073_741_824], ['1.5Gi', 1_610_612_736], ['1e3', 1000], ['1E3', 1000], ['2E', 2e18],
  ['-1', -1], ['+1', 1], ['0', 0],
])('the quantity %p is %p', (given, meant) => {
  expect(quantityOf(given)).toBe(meant);
});

test.each([[''], ['m'], ['1 Gi'], ['1gi'], ['1K'], ['1e'], ['one'], ['1Gi '], ['{{ .cpu }}'], [undefined], [null], [true], [{}], [NaN], [Infinity]])(
  '%p is no quantity', (given) => {
    expect(quantityOf(given)).toBeUndefined();
  },
);
