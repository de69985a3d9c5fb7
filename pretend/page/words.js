/** The page's own words. The bot's words come from the bot. */
const TABLE = {
  citizen: ["Азамат", "Гражданин", "Citizen"],
  operator: ["Оператор", "Оператор", "Operator"],
  bot: ["бот", "бот", "bot"],
  group: ["топ", "группа", "group"],
  forum: ["тақырыптары бар топ", "группа с темами", "group with topics"],
  chats: ["Чаттар", "Чаты", "Chats"],
  topics: ["Тақырыптар", "Темы", "Topics"],
  general: ["Жалпы", "Общее", "General"],
  allMessages: ["Барлық хабар", "Все сообщения", "All messages"],
  message: ["Хабарлама", "Сообщение", "Message"],
  send: ["Жіберу", "Отправить", "Send"],
  start: ["Бастау", "Старт", "Start"],
  startHint: ["Әңгімені бастау үшін төмендегі түймені басыңыз", "Нажмите кнопку внизу, чтобы начать", "Press the button below to begin"],
  noMessages: ["Әзірге хабар жоқ", "Пока нет сообщений", "No messages yet"],
  back: ["Артқа", "Назад", "Back"],
  menu: ["Командалар", "Команды", "Commands"],
  more: ["көбірек", "ещё", "more"],
  less: ["жию", "свернуть", "less"],
  moreActions: ["Тағы", "Ещё", "More actions"],
  attach: ["Тіркеу", "Прикрепить", "Attach"],
  file: ["Сурет немесе файл", "Фото или файл", "Photo or file"],
  asPhoto: ["Сурет ретінде", "Как фото", "As a photo"],
  caption: ["Жазба", "Подпись", "Caption"],
  tooBig: ["Файл тым үлкен (14 МБ-тан аспауы керек)", "Файл слишком большой (не больше 14 МБ)", "The file is too big (14 MB at most)"],
  photo: ["Сурет", "Фото", "Photo"],
  document: ["Файл", "Файл", "File"],
  download: ["Жүктеп алу", "Скачать", "Download"],
  location: ["Орын", "Местоположение", "Location"],
  whereAreYou: ["Қай жердесіз?", "Где вы?", "Where are you?"],
  coordinates: ["Ендік, бойлық", "Широта, долгота", "Latitude, longitude"],
  badCoordinates: ["Мысалы: 37.5665, 126.9780", "Например: 37.5665, 126.9780", "For example: 37.5665, 126.9780"],
  shareLocation: ["Орныңызды ботқа жіберу", "Отправить боту местоположение", "Share your location with the bot"],
  map: ["Картадан ашу", "Открыть на карте", "Open the map"],
  contact: ["Контакт", "Контакт", "Contact"],
  shareContact: ["Телефон нөміріңізді жіберу", "Отправить свой номер телефона", "Share your phone number"],
  phoneNumber: ["Телефон нөмірі", "Номер телефона", "Phone number"],
  botButtons: ["Бот түймелері", "Кнопки бота", "The bot's buttons"],
  keyboardShow: ["Бот түймелерін көрсету", "Показать кнопки бота", "Show the bot's buttons"],
  keyboardHide: ["Бот түймелерін жасыру", "Скрыть кнопки бота", "Hide the bot's buttons"],
  typing: ["жазып жатыр…", "печатает…", "typing…"],
  connecting: ["байланыс күтілуде…", "ожидание сети…", "waiting for network…"],
  network: ["Сервермен байланыс жоқ", "Нет связи с сервером", "No connection to the server"],
  edited: ["өзгертілген", "изменено", "edited"],
  reply: ["Жауап беру", "Ответить", "Reply"],
  editMessage: ["Өзгерту", "Изменить", "Edit"],
  copy: ["Көшіру", "Копировать", "Copy"],
  copied: ["Көшірілді", "Скопировано", "Copied"],
  deletedMessage: ["Жойылған хабар", "Удалённое сообщение", "Deleted message"],
  cancel: ["Болдырмау", "Отмена", "Cancel"],
  ok: ["Жақсы", "Хорошо", "OK"],
  save: ["Сақтау", "Сохранить", "Save"],
  open: ["Ашу", "Открыть", "Open"],
  close: ["Жабу", "Закрыть", "Close"],
  person: ["Кім болып жазасыз", "От чьего имени", "Who you are here"],
  addPerson: ["Адам қосу", "Добавить человека", "Add a person"],
  changePerson: ["Атын, тілін өзгерту", "Изменить имя и язык", "Change name and language"],
  name: ["Аты", "Имя", "Name"],
  language: ["Telegram тілі", "Язык Telegram", "Telegram language"],
  newGroup: ["Жаңа топ", "Новая группа", "New group"],
  title: ["Атауы", "Название", "Title"],
  withTopics: ["Тақырыптары бар", "С темами", "With topics"],
  members: ["Қатысушылар", "Участники", "Members"],
  link: ["Сілтемемен ашу", "Открыть по ссылке", "Open by a link"],
  linkHint: ["t.me/бот?start=… немесе start-тан кейінгі бөлік", "t.me/бот?start=… или то, что после start", "t.me/bot?start=… or what follows start"],
  block: ["Ботты бұғаттау", "Заблокировать бота", "Block the bot"],
  unblock: ["Бұғаттан шығару", "Разблокировать", "Unblock"],
  toBottom: ["Соңғы хабарларға", "К последним сообщениям", "To the newest messages"],
  earlier: ["Бұрынғы хабарлар", "Более ранние сообщения", "Earlier messages"],
  unread: ["жаңа хабар бар", "есть новые", "has new messages"],
  today: ["Бүгін", "Сегодня", "Today"],
  yesterday: ["Кеше", "Вчера", "Yesterday"],
  spoiler: ["Жасырын мәтін: көрсету", "Скрытый текст: показать", "Hidden text: show"],
  buttonWait: ["Бот әлі жауап берген жоқ", "Бот пока не ответил", "The bot has not answered yet"],
  nothing: ["Ештеңе табылмады", "Ничего не найдено", "Nothing found"],
  chooseChat: ["Чатты таңдаңыз", "Выберите чат", "Choose a chat"],
  you: ["Сіз", "Вы", "You"],
  service_forum_topic_created: ["тақырып ашты", "открывает тему", "opened the topic"],
  service_forum_topic_edited: ["тақырыпты өзгертті", "меняет тему", "changed the topic"],
  service_forum_topic_closed: ["тақырыпты жапты", "закрывает тему", "closed the topic"],
  service_forum_topic_reopened: ["тақырыпты қайта ашты", "снова открывает тему", "reopened the topic"],
  service_new_chat_members: ["топқа жаңа адам қосылды", "новый участник в группе", "somebody joined the group"],
  service_left_chat_member: ["бір адам топтан шықты", "участник вышел из группы", "somebody left the group"],
  service_pinned_message: ["хабарды бекітті", "закрепляет сообщение", "pinned a message"],
  unsupported: ["Бұл бетте көрсетілмейді", "На этой странице не показывается", "Not shown on this page"],
};

const ORDER = ["kk", "ru", "en"];

/** The words for a Telegram language_code: `t(name)`; a language the table lacks reads English. */
export function wordsFor(code) {
  const short = String(code ?? "").toLowerCase().split("-")[0];
  const column = Math.max(ORDER.indexOf(short), -1);
  const locale = column < 0 ? "en" : short;
  const t = (name) => TABLE[name]?.[column < 0 ? 2 : column] ?? name;
  return { t, locale };
}

export const LANGUAGES = [
  ["kk", "Қазақша"], ["ru", "Русский"], ["en", "English"], ["ky", "Кыргызча"], ["uz", "Oʻzbekcha"], ["ko", "한국어"],
];

export const PLACES = [
  { names: ["Сеул", "Сеул", "Seoul"], at: [37.5665, 126.978] },
  { names: ["Мәскеу", "Москва", "Moscow"], at: [55.7558, 37.6173] },
  { names: ["Доха", "Доха", "Doha"], at: [25.2854, 51.531] },
  { names: ["Лондон", "Лондон", "London"], at: [51.5074, -0.1278] },
  { names: ["Алматы", "Алматы", "Almaty"], at: [43.2389, 76.8897] },
];

export const placeName = (place, locale) => place.names[Math.max(ORDER.indexOf(locale), 0)];

const clock = (date, locale) => date.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", hour12: false });

export function timeOf(seconds, locale) {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return { short: "", full: "", iso: "" };
  const full = date.toLocaleString(locale, { dateStyle: "long", timeStyle: "short", hour12: false });
  return { short: clock(date, locale), full, iso: date.toISOString() };
}

export function dayOf(seconds, { t, locale }) {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return "";
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 0) return t("today");
  if (days === 1) return t("yesterday");
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return date.toLocaleDateString(locale, { day: "numeric", month: "long", year });
}
