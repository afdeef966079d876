import { TemplateError, UnknownTemplateError, executeTemplate } from '../../../../lib/traefik/labels';

const data = {
  Name: 'web-shop',
  ContainerName: 'shop-web-1',
  Labels: { host: 'a.test', 'com.docker.compose.service': 'web' },
};

test.each([
  ['Host(`{{ normalize .Name }}.test`)', 'Host(`web-shop.test`)'],
  ['{{ index .Labels "com.docker.compose.service" }}', 'web'],
  ['{{ .Labels.host }}{{ .Labels.gone }}', 'a.test<no value>'],
  ['{{ .ContainerName | trimPrefix "shop-" | trimSuffix "-1" | upper }}', 'WEB'],
  ['{{ if hasPrefix "x" .Name }}a{{ else if contains "shop" .Name }}b{{ else }}c{{ end }}', 'b'],
  ['{{ with index .Labels "gone" }}{{ . }}{{ else }}none{{ end }}', 'none'],
  ['{{ range $i, $part := splitList "-" .Name }}{{ if $i }}|{{ end }}{{ $part }}{{ end }}', 'web|shop'],
  ['{{ $name := .Name }}{{ $name | replace "-" "." }}{{/* nothing */}}', 'web.shop'],
  ['a {{- "b" -}} c', 'abc'],
  ['{{ default "x" (index .Labels "gone") }}{{ printf "%s-%d" "n" 3 }}', 'xn-3'],
  ['{{ (split "-" .Name)._1 }}{{ regexReplaceAll "w(.)b" .Name "${1}" }}', 'shope-shop'],
  ['{{ join "," (list "a" "b") }}{{ first (list 1 2) }}{{ len .Name }}', 'a,b18'],
  [
    '{{ and true .Name }} {{ or "" "y" }} {{ not true }} {{ eq .Name "a" "web-shop" }}',
    'web-shop y false true',
  ],
])('The template %s is carried out as Go does it', (template, expected) => {
  expect(executeTemplate(template, data)).toBe(expected);
});

test.each([
  '{{ .Missing }}',
  '{{ if }}x{{ end }}',
  '{{ end }}',
  '{{ range .Name }}x{{ end }}',
  '{{ "a',
  '{{ if true }}',
  '{{ $x }}',
])('The template %s fails as it does for Traefik', (template) => {
  expect(() => executeTemplate(template, data)).toThrow(TemplateError);
});

test('What Go takes and is not computed here is told apart from what it refuses', () => {
  expect(() => executeTemplate('{{ genPrivateKey "rsa" }}', data)).toThrow(UnknownTemplateError);
  expect(() => executeTemplate('{{ define "x" }}{{ end }}', data)).toThrow(UnknownTemplateError);
});
