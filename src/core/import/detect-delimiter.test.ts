import { expect, it } from 'vitest';
import { detectDelimiter, readSeparatorLine } from './detect-delimiter.ts';

it.each([
  ['a semicolon file whose every row holds one decimal comma', 'Nr;Name;Wert\n1;A;2,50\n2;B;3,50\n', ';'],
  ['a comma file with semicolons in quotes', 'Nr,Name,Text\n1,A,"x;y;z;w"\n2,B,"u;v;w;x"\n', ','],
  ['tabs', 'Nr\tName\n1\tA, B\n', '\t'],
  ['bars', 'Nr|Name\n1|A\n', '|'],
  ['trailing delimiters now and then', `Nr;Name\n${'1;A\n'.repeat(30)}2;B;\n3;C;\n`, ';'],
  ['a sample that is cut off inside quotes', 'Nr;Name;Text\n1;A;x\n2;B;y\n3;C;"z, und', ';'],
  ['line breaks and delimiters in quotes', 'Nr;Text\n1;"a,b\nc,d"\n2;"e,f"\n', ';'],
])('finds the delimiter of %s', (_, sample, delimiter) => {
  expect(detectDelimiter(sample)).toBe(delimiter);
});

it('honours and drops a separator line', () => {
  expect(readSeparatorLine('sep=,\r\na,b')).toEqual({ delimiter: ',', rest: 'a,b' });
  expect(readSeparatorLine('"sep=\t"\na\tb')).toEqual({ delimiter: '\t', rest: 'a\tb' });
  expect(readSeparatorLine('separat;b')).toBeUndefined();
});
