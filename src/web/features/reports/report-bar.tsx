import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';

/** What can be done with the sheet; not printed itself. */
export function ReportBar({ isRunning }: { readonly isRunning: boolean }) {
  const texts = useTexts();
  return (
    <div className="page reportbar">
      <Button kind="main" icon="print" onPress={() => window.print()}>
        {texts.say('report-page.print')}
      </Button>
      <span className="soft">{texts.say(isRunning ? 'report-page.running' : 'report-page.print-hint')}</span>
    </div>
  );
}
