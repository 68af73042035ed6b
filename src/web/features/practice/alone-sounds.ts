/** Where each line lies, by `<case>.<node>`; the files themselves come one by one, when somebody says them. */
const files = import.meta.glob<string>('../../../../examples/speech/practice/*.wav', {
  query: '?url',
  import: 'default',
  eager: true,
});

export function soundOf(line: string): string | null {
  return files[`../../../../examples/speech/practice/${line}.wav`] ?? null;
}
