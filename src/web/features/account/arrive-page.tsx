import './account.css';
import type { ReactNode } from 'react';
import { AppBar } from '../../ui/app-bar.tsx';

/** The frame of the pages on which somebody arrives: one narrow column, one thing to do. */
export function ArrivePage({ children }: { readonly children: ReactNode }) {
  return (
    <div className="caller">
      <AppBar />
      <main className="arrive" id="main">
        {children}
      </main>
    </div>
  );
}
