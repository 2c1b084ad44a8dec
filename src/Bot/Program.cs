using Bot.Database;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

var options = new DatabaseOptions { Provider = args[1], ConnectionString = args[1] == "postgres" ? "Host=x" : "Data Source=:memory:" };
using var db = new AppDb((DbContextOptions<AppDb>)DatabaseSetup.Use(new DbContextOptionsBuilder<AppDb>(), options).Options);
Console.WriteLine(db.Database.GenerateCreateScript());
