import { bilingual } from "../../i18n/words";

export const templateWords = bilingual(
  {
    office: { title: "Small office", about: "Hours, a greeting, everybody in one queue" },
    shop: { title: "Shop", about: "Orders and delivery, open every day" },
    clinic: { title: "Clinic", about: "Emergencies, appointments, results" },
    hotline: { title: "Hotline day and night", about: "A day shift, and people on duty at night" },
    textbook: {
      title: "Classic reception",
      about: "Greeting, hours, sales, support, receptionist",
    },
  },
  {
    office: { title: "Небольшой офис", about: "Часы работы, приветствие, общая очередь" },
    shop: { title: "Магазин", about: "Заказы и доставка, без выходных" },
    clinic: { title: "Клиника", about: "Неотложная помощь, запись, анализы" },
    hotline: { title: "Горячая линия день и ночь", about: "Дневная смена и дежурные ночью" },
    textbook: {
      title: "Классическая приёмная",
      about: "Приветствие, часы, продажи, поддержка, секретарь",
    },
  },
);
