import { validateSchema } from '../../../../lib/core/schema';
import {
  fixedImageSchema,
  imageParts,
  imageSchema,
} from '../../../../lib/tools/chart/environment/image-values';

const digest = `sha256:${'0'.repeat(64)}`;

test.each([
  ['nginx', { repository: 'nginx', tag: '', digest: '' }],
  ['a/b:1.0', { repository: 'a/b', tag: '1.0', digest: '' }],
  ['localhost:5000/a', { repository: 'localhost:5000/a', tag: '', digest: '' }],
  ['localhost:5000/a:_x', { repository: 'localhost:5000/a', tag: '_x', digest: '' }],
  [`a:1@${digest}`, { repository: 'a', tag: '1', digest }],
])('the image %s is taken apart', (image, parts) => {
  expect(imageParts(image)).toEqual({ registry: '', ...parts });
});

test('what is no image has no parts', () => {
  expect(imageParts('a b')).toBeUndefined();
});

test('an image that has a tag or a digest keeps one: the label of the version follows from it', () => {
  const patterns = (...images: readonly string[]) => {
    const { tag, digest: pin } = imageSchema(images).properties ?? {};
    return [tag, pin].map((part) => new RegExp(part?.pattern ?? '').test(''));
  };
  expect(patterns('a:1')).toEqual([false, true]);
  expect(patterns(`a@${digest}`)).toEqual([true, false]);
  expect(patterns('a:1', `a@${digest}`)).toEqual([true, true]);
  expect(imageSchema(['a']).properties).toMatchObject({ tag: { enum: [''] }, digest: { enum: [''] } });
});

test('of images that are fixed each part is as one of them has it', () => {
  const schema = fixedImageSchema(['a/b:1.0', 'c/d:1.0']);
  expect(schema?.properties).toEqual({
    registry: { enum: [''] },
    repository: { enum: ['a/b', 'c/d'] },
    tag: { enum: ['1.0'] },
    digest: { enum: [''] },
  });
  expect(validateSchema(schema ?? {}, imageParts('a/b:1.0'))).toEqual([]);
  expect(fixedImageSchema(['no image'])).toBeUndefined();
});
