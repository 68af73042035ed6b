import { useNavigate } from '@tanstack/react-router';
import {
  Button as AriaButton,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components';
import { useMe, useSetMe } from '../api/queries.ts';
import { type Theme, useApp } from '../app-context.ts';
import { Icon } from './icon.tsx';

/** Language, light or dark, signing out: what one sets once. */
export function ViewMenu() {
  const { texts, theme, chooseTheme, chooseLocale, client } = useApp();
  const me = useMe();
  const setMe = useSetMe();
  const navigate = useNavigate();
  const signOut = async () => {
    // Whether or not the server still knows the session, this browser is signed out.
    await client.call('signOut').catch(() => undefined);
    setMe(null);
    await navigate({ to: '/anmelden' });
  };
  return (
    <MenuTrigger>
      <AriaButton className="btn btn--quiet">
        <Icon name="menu" />
        <span className="at-desk">{texts.say('web.menu')}</span>
        <span className="vh at-hand">{texts.say('web.menu')}</span>
      </AriaButton>
      <Popover className="menu" placement="bottom end">
        <Menu>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[texts.locale]}
            onSelectionChange={(keys) => chooseLocale([...keys][0] === 'en' ? 'en' : 'de')}
          >
            <Header className="menu__head">{texts.say('web.menu.language')}</Header>
            <MenuItem id="de" className="menu__item" textValue="Deutsch">
              <Chosen />
              Deutsch
            </MenuItem>
            <MenuItem id="en" className="menu__item" textValue="English">
              <Chosen />
              English
            </MenuItem>
          </MenuSection>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[theme]}
            onSelectionChange={(keys) => chooseTheme([...keys][0] as Theme)} // The ids below.
          >
            <Header className="menu__head">{texts.say('web.menu.theme')}</Header>
            {(['system', 'light', 'dark'] as const).map((it) => (
              <MenuItem key={it} id={it} className="menu__item" textValue={texts.say(`web.menu.theme.${it}`)}>
                <Chosen />
                {texts.say(`web.menu.theme.${it}`)}
              </MenuItem>
            ))}
          </MenuSection>
          {me.data && (
            <MenuSection>
              <Header className="menu__head">{me.data.account.name}</Header>
              <MenuItem
                className="menu__item"
                onAction={() => void signOut()}
                textValue={texts.say('web.menu.sign-out')}
              >
                <Icon name="leave" />
                {texts.say('web.menu.sign-out')}
              </MenuItem>
            </MenuSection>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Chosen() {
  return (
    <span className="menu__mark">
      <Icon name="check" />
    </span>
  );
}
